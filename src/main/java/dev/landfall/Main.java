package dev.landfall;

/** The only wiring. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("landfall");
    }
}
