package dev.landfall.gitops;

import dev.landfall.cluster.Access;
import dev.landfall.reason.Reason;
import java.util.List;

/**
 * What one provider knows about the owners of a lineage.
 *
 * @param owners those that list an object of the lineage; of the objects that are listed, the nearest to the asked one
 * @param unproven marks on the objects that no owner confirms
 * @param elsewhere marks that name an owner that is not in this cluster
 * @param missing rights without which an owner could have been overlooked
 * @param scanned whether every owner of the provider was looked at, not only those that marks name
 */
public record Claims(
        List<Owner> owners, List<Mark> unproven, List<Mark> elsewhere, List<Access> missing, boolean scanned) {

    /**
     * A mark that proves nothing by itself, and why it does not.
     *
     * @param ownerGone whether it names an owner that does not exist where the owners live
     */
    public record Mark(Proof proof, Reason reason, boolean ownerGone) {}
}
