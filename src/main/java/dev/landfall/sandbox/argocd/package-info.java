/**
 * A look-alike of Argo CD's application controller for Applications over plain manifests, built from statuses recorded
 * on the real one: open {@link dev.landfall.sandbox.argocd.ArgoCd} first.
 */
package dev.landfall.sandbox.argocd;
