/**
 * The same on GitHub: github.com, GitHub Enterprise Cloud with data residency (ghe.com) and GitHub Enterprise Server;
 * open {@code GitHubRepository}.
 *
 * <p>The source of each request and field is GitHub's own OpenAPI description (github/rest-api-description), from which
 * the pages below docs.github.com/rest are made; what another source says is named where it is used. The API's version
 * is pinned to 2022-11-28, since 2026-03-10 takes {@code merge_commit_sha} out of pull requests
 * (docs.github.com/rest/about-the-rest-api/breaking-changes), by which a merge is followed.
 */
package dev.landfall.githost.github;
