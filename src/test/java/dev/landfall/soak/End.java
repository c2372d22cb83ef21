package dev.landfall.soak;

import java.util.Optional;

/**
 * How Landfall says that a change ended.
 *
 * @param name of the outcome; {@code NothingToDo}, {@code Refused}, {@code Outdated} where it did not come to one, and
 *     {@code Error} where Landfall could not go on however often it was started again
 * @param commit of ours; empty where there is none
 */
record End(String name, String reason, Optional<String> commit) {}
