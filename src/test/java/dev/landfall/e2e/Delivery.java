package dev.landfall.e2e;

/**
 * What an owner shall apply, and where.
 *
 * @param name of the owner
 * @param path the folder of the repository that it applies
 * @param namespace where the objects go
 * @param waits whether a Kustomization waits for all its objects to be healthy; an Application always reports and never waits
 */
record Delivery(String name, GitFixture repository, String path, String namespace, boolean waits) {
    Delivery named(String other) {
        return new Delivery(other, repository, path, namespace, waits);
    }

    Delivery of(String otherPath) {
        return new Delivery(name, repository, otherPath, namespace, waits);
    }
}
