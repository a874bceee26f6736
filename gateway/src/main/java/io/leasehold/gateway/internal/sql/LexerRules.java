package io.leasehold.gateway.internal.sql;

/**
 * What differs between languages in where a token ends.
 *
 * @param hive whether backslashes escape, quotes do not double, and comments nest
 * @param doubleQuote whether "..." is a string or a name
 * @param backslashMatters of what is in double quotes: whether some reader may take a backslash for an escape there
 * @param backtick whether `...` is a name, else ` is a sign
 * @param hash what # begins
 * @param slashes what // begins
 * @param blankAfterDashes whether -- begins a comment only with a blank behind it
 * @param executableComments whether some of what looks like a comment is run
 */
record LexerRules(
        boolean hive,
        byte doubleQuote,
        boolean backslashMatters,
        boolean backtick,
        Start hash,
        Start slashes,
        boolean blankAfterDashes,
        boolean executableComments) {

    /** What a sign begins that is not the same everywhere. */
    enum Start {
        SYMBOL,
        COMMENT,
        /** Hive knows no such comment, but the backend does: it may not get there. */
        REFUSED
    }

    static LexerRules of(ClientDialect dialect, BackendKind backend) {
        return dialect == ClientDialect.HIVE ? hive(backend) : ofNative(backend);
    }

    private static LexerRules hive(BackendKind backend) {
        Start hash = backend == BackendKind.POSTGRESQL ? Start.SYMBOL : Start.REFUSED;
        return new LexerRules(true, Tokens.STRING, false, true, hash, slashes(backend, Start.REFUSED), false, false);
    }

    private static LexerRules ofNative(BackendKind backend) {
        boolean maria = backend == BackendKind.MARIADB;
        return new LexerRules(
                false,
                maria ? Tokens.STRING : Tokens.NAME,
                maria || backend == BackendKind.OTHER,
                backend != BackendKind.POSTGRESQL,
                maria ? Start.COMMENT : Start.SYMBOL,
                slashes(backend, Start.COMMENT),
                maria,
                maria);
    }

    /** H2 alone has comments that begin so. */
    private static Start slashes(BackendKind backend, Start inH2) {
        return backend == BackendKind.H2 ? inH2 : Start.SYMBOL;
    }
}
