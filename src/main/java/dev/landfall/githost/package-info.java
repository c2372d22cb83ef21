/** Opens, finds, merges and closes pull requests on a repository's host: open {@code HostedRepository} first. */
package dev.landfall.githost;
