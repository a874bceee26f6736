package example.adapter;

import example.adapter.internal.AdapterFactory;
import io.leasehold.internal.Sites;
import java.util.List;

/** Stands where an adapter does, between an application and the engine. */
public final class Adapter {

    private final Sites sites = new Sites(1, new AdapterFactory());

    /** Where it was called from, as the engine sees it. */
    public List<StackTraceElement> acquire() {
        return sites.here();
    }
}
