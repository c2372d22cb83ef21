package dev.landfall.config;

/** The Git hosts whose pull requests can be used. */
public enum HostKind {
    GITEA,
    GITHUB,
    GITLAB,
    BITBUCKET_CLOUD,
    BITBUCKET_DATA_CENTER,
    AZURE_DEVOPS;

    /** As the configuration names it: {@code bitbucket-cloud}. */
    public String word() {
        return Grammar.word(this);
    }
}
