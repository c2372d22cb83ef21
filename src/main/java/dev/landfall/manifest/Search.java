package dev.landfall.manifest;

import dev.landfall.reason.Reason;
import java.util.List;

/**
 * What looking for an object in files came to.
 *
 * @param found more than one place is a fault of the files; their owner applies only one of them
 * @param unreadable the files that could not be looked into, each with the reason; the object may be there as well
 */
public record Search(List<FoundObject> found, List<Reason> unreadable) {}
