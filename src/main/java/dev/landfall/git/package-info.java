/**
 * A bare, disposable cache per repository: fetch, read, commit as objects, push with the expected old commit, and "is
 * this commit contained in that one". Open {@link dev.landfall.git.GitRepository} first.
 */
package dev.landfall.git;
