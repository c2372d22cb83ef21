package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** What every landed change leaves behind: one token in one file, its identity in the trailers, a record. */
final class CommitProof {
    private final Shop shop;
    private final String before;

    private CommitProof(Shop shop, String before) {
        this.shop = shop;
        this.before = before;
    }

    /** Remembers the file of {@code web} as it is now. */
    static CommitProof of(Shop shop) {
        return new CommitProof(shop, shop.repository().read(Manifests.WEB_FILE));
    }

    /** The change that was answered put the new text in the place of the old one, and did nothing else. */
    void landed(Landfall landfall, Answer answer, String oldText, String newText) {
        onlyTokenChanged(answer.commit(), oldText, newText);
        assertThat(shop.repository().trailers(answer.commit()))
                .containsEntry("Change-Id", answer.change())
                .containsEntry("Plan-Digest", answer.digest());
        assertThat(landfall.recorded(answer.change()).path("outcome").asString(""))
                .isEqualTo(answer.outcome());
    }

    void onlyTokenChanged(String commit, String oldText, String newText) {
        assertThat(before).containsOnlyOnce(oldText);
        assertThat(shop.repository().log()).contains(commit);
        assertThat(shop.repository().filesChangedBy(commit)).isEqualTo(List.of(Manifests.WEB_FILE));
        assertThat(shop.repository().read(commit, Manifests.WEB_FILE)).isEqualTo(before.replace(oldText, newText));
        Map<String, String> trailers = shop.repository().trailers(commit);
        assertThat(trailers).containsKeys("Change-Id", "Plan-Digest", "Target", "Managed-by-app");
        assertThat(trailers.get("Target")).contains("web", shop.namespace());
        assertThat(trailers.get("Managed-by-app"))
                .contains(shop.delivered().owner().name());
    }
}
