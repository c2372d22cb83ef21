/**
 * Look-alikes of the controllers and the kubelet that bring workloads to life, over short real time: open
 * {@link dev.landfall.sandbox.workload.Workloads} first.
 */
package dev.landfall.sandbox.workload;
