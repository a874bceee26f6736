package io.leasehold.gateway.internal.result;

/**
 * One column of a result. Immutable.
 *
 * @param name as the client sees it: the alias, where the statement gives one
 * @param comment empty where there is none
 */
public record ResultColumn(String name, HiveType type, String comment) {

    public ResultColumn(String name, HiveType type) {
        this(name, type, "");
    }
}
