package dev.landfall.e2e;

/**
 * The owner that a test's own owner applies. One of Argo CD lies outside of the test's namespace and would outlive it, so
 * that it is closed before the shop is.
 */
record Child(Shop shop) implements AutoCloseable {

    static String name(Shop shop) {
        return shop.namespace() + "-child";
    }

    @Override
    public void close() {
        if (shop.delivered().tool() == GitOpsTool.FLUX) return;
        shop.delivered().delete();
        shop.admin()
                .run("delete", "application", name(shop), "-n", shop.testbed().argocdNamespace(), "--wait=false");
    }
}
