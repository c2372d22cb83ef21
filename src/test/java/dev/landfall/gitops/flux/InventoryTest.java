package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InventoryId;
import org.junit.jupiter.api.Test;

class InventoryTest {

    @Test
    void anUnreadableEntryHidesNoOther() {
        var inventory = Inventory.of(Yaml.object("""
                status: {inventory: {entries: [{id: nonsense, v: v1}, {v: v1}, {id: _shop__Namespace, v: v1}]}}
                """));
        assertThat(inventory.ids()).containsExactly(new InventoryId("", "shop", "", "Namespace"));
    }
}
