/**
 * The same on Bitbucket Cloud, by its API 2.0: open {@code CloudRepository}. Each request is named by its path in
 * Atlassian's reference, {@code developer.atlassian.com/cloud/bitbucket/rest/} (its OpenAPI description of June 2026 was
 * read). Where that is silent, and it is about what a duplicate or a filter does, the public notes of another client's
 * author were taken, who measured it in October 2026; such places say "as measured by others". None of it was tried here.
 */
package dev.landfall.githost.bitbucketcloud;
