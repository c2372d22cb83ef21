package dev.landfall.gitops.argocd;

/**
 * How tracking marks name an Application.
 *
 * @param namespace empty for the namespace of the controller, whichever that is
 */
record InstanceName(String namespace, String name) {

    /** {@code team-a_web} is {@code web} in {@code team-a}: names of Kubernetes have no underscore. */
    static InstanceName parse(String text) {
        int underscore = text.indexOf('_');
        return underscore < 0
                ? new InstanceName("", text)
                : new InstanceName(text.substring(0, underscore), text.substring(underscore + 1));
    }

    boolean names(Application application) {
        if (!name.equals(application.ref().name())) return false;
        String controller = application.controllerNamespace();
        String own = application.ref().namespace();
        if (namespace.isEmpty()) return controller.isEmpty() || controller.equals(own);
        return namespace.equals(own) && !controller.equals(own);
    }
}
