/**
 * Many random changes in small worlds of their own, with random faults and circumstances; each verdict is compared with
 * what cluster and Git are, read by other means than Landfall's: begin with {@link dev.landfall.soak.Soak}.
 */
package dev.landfall.soak;
