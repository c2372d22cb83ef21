package dev.landfall.git;

import java.time.Instant;

/** Signs commits, so that a host and whoever reads them can tell who made them. */
public interface CommitSigner {

    /**
     * @param commit as Git stores it, without the signature
     * @return as Git puts it into the commit, in ASCII armour
     * @throws GitException of fault USAGE where it cannot be signed as the committer; nothing was written then
     */
    String sign(byte[] commit, Identity committer, Instant when);
}
