/**
 * Argo CD: finds the Application that owns an object, reads its source, and follows a commit into it: open {@link
 * dev.landfall.gitops.argocd.ArgoCdProvider} first.
 */
package dev.landfall.gitops.argocd;
