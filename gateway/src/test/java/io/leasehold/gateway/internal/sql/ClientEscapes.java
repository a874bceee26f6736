package io.leasehold.gateway.internal.sql;

/** How clients put strings into statements: the rules of their public sources, written again. */
enum ClientEscapes {
    /** HivePreparedStatement.setString: {@code \'} becomes {@code '}, other pairs stay, then {@code '} becomes {@code \'}. */
    HIVE_JDBC(false),
    /** KyuubiPreparedStatement.setString, which is the same. */
    KYUUBI(false),
    /** impyla's _escape: backslashes first, then line ends and both quotes. */
    IMPYLA(true);

    private final boolean escapesBackslashes;

    ClientEscapes(boolean escapesBackslashes) {
        this.escapesBackslashes = escapesBackslashes;
    }

    /**
     * Whether the client's own rules bring a string through: of one with a backslash in it, hive-jdbc and Kyuubi send what Hive
     * reads as another.
     */
    boolean isFaithfulTo(String value) {
        return escapesBackslashes || value.indexOf('\\') < 0;
    }

    String literal(String value) {
        return "'" + (escapesBackslashes ? impyla(value) : withQuotesEscaped(value)) + "'";
    }

    private static String impyla(String value) {
        return value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("'", "\\'")
                .replace("\"", "\\\"");
    }

    private static String withQuotesEscaped(String value) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            boolean pair = value.charAt(i) == '\\' && i + 1 < value.length();
            if (pair && value.charAt(i + 1) != '\'') {
                pairs.append('\\');
            }
            i += pair ? 1 : 0;
            pairs.append(value.charAt(i));
        }
        return pairs.toString().replace("'", "\\'");
    }
}
