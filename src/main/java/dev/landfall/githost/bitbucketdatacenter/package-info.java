/**
 * The same on Bitbucket Data Center, formerly Server, 8.0 and later: open {@code DataCenterRepository}. Each request is
 * named by its path in Atlassian's REST reference, {@code developer.atlassian.com/server/bitbucket/rest/} (its OpenAPI
 * description of 9.2 was read), below {@code HOST/CONTEXT/rest}. What comes from another page is said where it is used.
 * None of it was tried on a real server.
 */
package dev.landfall.githost.bitbucketdatacenter;
