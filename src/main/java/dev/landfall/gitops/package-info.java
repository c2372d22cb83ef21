/**
 * Finds an object's owner and the Git sources behind it, requests a sync and follows it; each sub-package is one
 * provider. Open {@link dev.landfall.gitops.GitOpsProvider} first.
 */
package dev.landfall.gitops;
