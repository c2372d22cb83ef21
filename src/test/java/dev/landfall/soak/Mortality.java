package dev.landfall.soak;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long a process lives: it ends at one call of a port, counted over all of its ports, before the call does anything
 * or after it has done it. No call after that does anything.
 */
final class Mortality {
    private final int last;
    private final boolean before;
    private final AtomicInteger calls = new AtomicInteger();

    /** What ends the process; nothing in Landfall catches it, as nothing catches kill -9. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** @param last the number of the call at which it ends, counted from 1; 0 for never */
    Mortality(int last, boolean before) {
        this.last = last;
        this.before = before;
    }

    static Mortality none() {
        return new Mortality(0, false);
    }

    boolean hasStruck() {
        return last > 0 && calls.get() >= last;
    }

    /** The port as the process has it. */
    <T> T on(Class<T> port, T real) {
        InvocationHandler call = (proxy, method, arguments) -> {
            int number = calls.incrementAndGet();
            if (last > 0 && (number > last || (number == last && before))) throw new Killed();
            try {
                Object answer = method.invoke(real, arguments);
                if (number == last) throw new Killed();
                return answer;
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, call));
    }
}
