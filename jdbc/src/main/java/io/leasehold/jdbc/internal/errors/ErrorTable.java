package io.leasehold.jdbc.internal.errors;

import io.leasehold.spi.Verdict;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a database's own texts, codes and states mean for a connection; a vendor's code is asked before the state, the whole state
 * before its class. Each entry stands in docs/error-codes.md with its source. Filled once by its dialect, then only read, by any thread.
 */
public final class ErrorTable {

    private final Map<Integer, Verdict> codes = new HashMap<>();
    private final Map<Integer, Predicate<SQLException>> conditions = new HashMap<>();
    private final Map<String, Verdict> states = new HashMap<>();
    private final Map<String, Verdict> texts = new LinkedHashMap<>();
    private final Set<Integer> fullCodes = new HashSet<>();
    private final Set<String> fullStates = new HashSet<>();

    /** These vendor codes mean that. */
    public ErrorTable codes(Verdict verdict, int... vendorCodes) {
        for (int code : vendorCodes) {
            codes.put(code, verdict);
        }
        return this;
    }

    /** This vendor code means nothing for the connection unless the error itself is so. */
    public ErrorTable onlyIf(int vendorCode, Predicate<SQLException> is) {
        conditions.put(vendorCode, is);
        return this;
    }

    /** These SQLStates, or classes of two letters, mean that. */
    public ErrorTable states(Verdict verdict, String... sqlStates) {
        for (String state : sqlStates) {
            states.put(state, verdict);
        }
        return this;
    }

    /**
     * An error with one of these texts in its message means that: for servers that give their errors neither codes nor states of their
     * own. Asked before both, since the state that comes along is then any.
     */
    public ErrorTable texts(Verdict verdict, String... parts) {
        for (String part : parts) {
            texts.put(part, verdict);
        }
        return this;
    }

    /** An open that fails with these vendor codes was refused for lack of room. */
    public ErrorTable serverFull(int... vendorCodes) {
        for (int code : vendorCodes) {
            fullCodes.add(code);
        }
        return this;
    }

    /** An open that fails with these SQLStates was refused for lack of room. */
    public ErrorTable serverFull(String... sqlStates) {
        fullStates.addAll(Set.of(sqlStates));
        return this;
    }

    /** All that the table says, by code, state or text; null for a lack of room. */
    Map<String, @Nullable Verdict> entries() {
        Map<String, @Nullable Verdict> entries = new HashMap<>(states);
        entries.putAll(texts);
        codes.forEach((code, verdict) -> entries.put(String.valueOf(code), verdict));
        fullCodes.forEach(code -> entries.put(String.valueOf(code), null));
        fullStates.forEach(state -> entries.put(state, null));
        return entries;
    }

    /** What the table says of the error itself, without what hangs on it; null if nothing. */
    @Nullable Verdict verdictOn(SQLException error) {
        Verdict ofText = ofText(String.valueOf(error.getMessage()));
        if (ofText != null) {
            return ofText;
        }
        Verdict ofCode = codes.get(error.getErrorCode());
        if (ofCode != null) {
            Predicate<SQLException> condition = conditions.get(error.getErrorCode());
            return condition == null || condition.test(error) ? ofCode : Verdict.KEEP;
        }
        String state = error.getSQLState();
        if (state == null || state.length() < 2) {
            return null;
        }
        Verdict whole = states.get(state);
        return whole != null ? whole : states.get(state.substring(0, 2));
    }

    private @Nullable Verdict ofText(String message) {
        for (Map.Entry<String, Verdict> text : texts.entrySet()) {
            if (message.contains(text.getKey())) {
                return text.getValue();
            }
        }
        return null;
    }

    /** Whether the error, or one that hangs on it, refused an open for lack of room. */
    public boolean saysServerFull(Throwable error) {
        for (Throwable each : ErrorChain.of(error)) {
            if (each instanceof SQLException sql
                    && (fullCodes.contains(sql.getErrorCode())
                            || fullStates.contains(String.valueOf(sql.getSQLState())))) {
                return true;
            }
        }
        return false;
    }
}
