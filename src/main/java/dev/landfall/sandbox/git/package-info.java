/** Git for the sandbox: open {@link dev.landfall.sandbox.git.LoopbackGitServer} first. */
package dev.landfall.sandbox.git;
