package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import java.util.List;

/**
 * One thing that must arrive: a commit of a source at an owner, for these objects of it.
 *
 * @param source as it was when the change was planned; another one now is a change of target
 * @param objects that the commit touches and that shall be there then
 * @param removed that shall be gone then
 * @param former what the owner said was not well when the change was planned
 * @param syncAsked whether the user asked to start a sync where the owner does not sync by itself
 */
public record Hop(
        Owner owner,
        GitSource source,
        CommitHistory history,
        List<ObjectRef> objects,
        List<ObjectRef> removed,
        FormerTroubles former,
        boolean syncAsked) {}
