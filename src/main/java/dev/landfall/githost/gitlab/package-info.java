/**
 * The same on GitLab, gitlab.com and self-managed, by its REST API v4: open {@code GitLabRepository}. A pull request is a
 * merge request there. Each request is named by its path in GitLab's documentation, docs.gitlab.com/api: the pages
 * projects, merge_requests, merge_request_approvals, notes, commits, users and personal_access_tokens; what an answer of
 * no success means, where the pages do not tell, is taken from {@code lib/api/helpers.rb} and
 * {@code lib/api/merge_requests.rb} of GitLab itself.
 */
package dev.landfall.githost.gitlab;
