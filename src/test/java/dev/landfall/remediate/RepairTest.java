package dev.landfall.remediate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class RepairTest {
    private static final String HOSTILE = "a\u202eb\ufe0f\u001b[2J\nPLANNED: c";

    /** Values of the cluster stand in its texts; what is written is the value itself. */
    @Test
    void its_texts_are_printable_lines_and_its_changes_stay() {
        SetField change = new SetField(
                new ObjectRef("apps", "v1", "Deployment", "shop", "web"),
                FieldPath.parse("spec.paused"),
                JsonNodeFactory.instance.stringNode(HOSTILE));

        Repair repair = new Repair("set it to " + HOSTILE, List.of(change), Confidence.LIKELY, "of " + HOSTILE, 1);

        assertThat(repair.what()).isEqualTo("set it to a?b PLANNED: c");
        assertThat(repair.because()).isEqualTo("of a?b PLANNED: c");
        assertThat(repair.changes()).containsExactly(change);
    }
}
