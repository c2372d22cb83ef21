/**
 * The same on Gitea and Forgejo, by their API v1, as measured on Gitea 1.26: open {@code GiteaRepository}. Each request
 * is named by its path in the API's own description, {@code /swagger.v1.json} of every instance.
 */
package dev.landfall.githost.gitea;
