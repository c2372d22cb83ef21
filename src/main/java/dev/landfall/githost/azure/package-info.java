/**
 * The same on Azure DevOps, Services and Server, by its REST API 6.0, which Server has since 2020: open
 * {@code AzureRepository}. Each request is named by its path in the API's own description, published as
 * MicrosoftDocs/vsts-rest-api-specs ({@code specification/git/6.0/git.json}, {@code policy}, {@code ims}) and as
 * learn.microsoft.com/rest/api/azure/devops. What is not described there names the thread that tells it.
 */
package dev.landfall.githost.azure;
