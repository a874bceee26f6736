package io.leasehold.gateway.internal.sql;

/** How a backend writes strings and names, so that it reads exactly what was meant. Without state. */
interface Quoting {

    void string(StringBuilder sql, String value) throws RefusedStatementException;

    void name(StringBuilder sql, String name);

    static Quoting of(BackendKind backend) {
        return switch (backend) {
            case H2 -> new Standard();
            case POSTGRESQL -> new Postgres();
            case MARIADB -> new MariaDb();
            case OTHER -> new Unknown();
        };
    }

    /** As the standard has it: quotes are doubled, and nothing else means anything. */
    class Standard implements Quoting {
        @Override
        public void string(StringBuilder sql, String value) throws RefusedStatementException {
            sql.append('\'').append(value.replace("'", "''")).append('\'');
        }

        @Override
        public void name(StringBuilder sql, String name) {
            sql.append('"').append(name.replace("\"", "\"\"")).append('"');
        }
    }

    /** With a backslash in it the string is one with escapes, which is read in one way whatever standard_conforming_strings says. */
    final class Postgres extends Standard {
        @Override
        public void string(StringBuilder sql, String value) throws RefusedStatementException {
            if (value.indexOf('\\') < 0) {
                super.string(sql, value);
            } else {
                sql.append('E');
                super.string(sql, value.replace("\\", "\\\\"));
            }
        }
    }

    /** For a sql_mode without NO_BACKSLASH_ESCAPES and ANSI_QUOTES. */
    final class MariaDb extends Standard {
        @Override
        public void string(StringBuilder sql, String value) throws RefusedStatementException {
            super.string(sql, value.replace("\\", "\\\\"));
        }

        @Override
        public void name(StringBuilder sql, String name) {
            sql.append('`').append(name.replace("`", "``")).append('`');
        }
    }

    /** Of a database that nobody knows, what a backslash means is not known either. */
    final class Unknown extends Standard {
        @Override
        public void string(StringBuilder sql, String value) throws RefusedStatementException {
            if (value.indexOf('\\') >= 0) {
                throw RefusedStatementException.syntax(
                        "A string has a backslash in it, and what this backend takes one for is not known: use the dialect native.");
            }
            super.string(sql, value);
        }
    }
}
