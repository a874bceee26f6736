package io.leasehold.jdbc.internal;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Makes the handles of what a driver's call gave; null stays null. To be called inside that call: statements, and result
 * sets that no statement of ours made, become children of the lease. Stateless.
 */
final class Handles {

    private Handles() {}

    static Statement statement(FencedConnection lease, int mark, Statement raw) {
        StatementHandle handle = new StatementHandle(lease, raw, SqlKind.PLAIN);
        lease.track(mark, handle);
        return handle;
    }

    static PreparedStatement prepared(FencedConnection lease, int mark, PreparedStatement raw, String sql) {
        PreparedStatementHandle handle = new PreparedStatementHandle(lease, raw, lease.physical.kindOf(sql));
        lease.track(mark, handle);
        return handle;
    }

    static CallableStatement callable(FencedConnection lease, int mark, CallableStatement raw, String sql) {
        CallableStatementHandle handle = new CallableStatementHandle(lease, raw, lease.physical.kindOf(sql));
        lease.track(mark, handle);
        return handle;
    }

    /** The handle of a statement that the driver made for a result set of its own. */
    static @Nullable StatementHandle maker(FencedConnection lease, int mark, @Nullable Statement raw) {
        if (raw == null) {
            return null;
        }
        StatementHandle handle;
        if (raw instanceof CallableStatement callable) {
            handle = new CallableStatementHandle(lease, callable, SqlKind.UNKNOWN);
        } else if (raw instanceof PreparedStatement prepared) {
            handle = new PreparedStatementHandle(lease, prepared, SqlKind.UNKNOWN);
        } else {
            handle = new StatementHandle(lease, raw, SqlKind.PLAIN);
        }
        lease.track(mark, handle);
        return handle;
    }

    static @Nullable ResultSet results(FencedConnection lease, int mark, @Nullable ResultSet raw) {
        if (raw == null) {
            return null;
        }
        ResultSetHandle handle = new ResultSetHandle(lease, raw, null);
        lease.track(mark, handle);
        return handle;
    }

    static @Nullable DatabaseMetaData metaData(FencedConnection lease, @Nullable DatabaseMetaData raw) {
        return raw == null ? null : new DatabaseMetaDataHandle(lease, raw);
    }

    static @Nullable ResultSetMetaData metaData(FencedConnection lease, @Nullable ResultSetMetaData raw) {
        return raw == null ? null : new ResultSetMetaDataHandle(lease, raw);
    }

    static @Nullable ParameterMetaData metaData(FencedConnection lease, @Nullable ParameterMetaData raw) {
        return raw == null ? null : new ParameterMetaDataHandle(lease, raw);
    }

    static @Nullable Array array(FencedConnection lease, @Nullable Array raw) {
        return raw == null ? null : new ArrayHandle(lease, raw);
    }

    static @Nullable Blob blob(FencedConnection lease, @Nullable Blob raw) {
        return raw == null ? null : new BlobHandle(lease, raw);
    }

    static @Nullable Clob clob(FencedConnection lease, @Nullable Clob raw) {
        return raw instanceof NClob national ? nclob(lease, national) : raw == null ? null : new ClobHandle(lease, raw);
    }

    static @Nullable NClob nclob(FencedConnection lease, @Nullable NClob raw) {
        return raw == null ? null : new NClobHandle(lease, raw);
    }

    static @Nullable Ref ref(FencedConnection lease, @Nullable Ref raw) {
        return raw == null ? null : new RefHandle(lease, raw);
    }

    static @Nullable Struct struct(FencedConnection lease, @Nullable Struct raw) {
        return raw == null ? null : new StructHandle(lease, raw);
    }

    static @Nullable SQLXML sqlxml(FencedConnection lease, @Nullable SQLXML raw) {
        return raw == null ? null : new SqlXmlHandle(lease, raw);
    }

    static @Nullable InputStream input(FencedConnection lease, @Nullable InputStream raw) {
        return raw == null ? null : new InputStreamHandle(lease, raw);
    }

    static @Nullable Reader reader(FencedConnection lease, @Nullable Reader raw) {
        return raw == null ? null : new ReaderHandle(lease, raw);
    }

    static @Nullable OutputStream output(FencedConnection lease, @Nullable OutputStream raw) {
        return raw == null ? null : new OutputStreamHandle(lease, raw);
    }

    static @Nullable Writer writer(FencedConnection lease, @Nullable Writer raw) {
        return raw == null ? null : new WriterHandle(lease, raw);
    }

    /** By JDBC what is put into it takes effect when it is set; some drivers give out the map they go by, to one holder after another. */
    static <V> @Nullable Map<String, V> copy(@Nullable Map<String, V> raw) {
        return raw == null ? null : new HashMap<>(raw);
    }

    static @Nullable Properties copy(@Nullable Properties raw) {
        if (raw == null) {
            return null;
        }
        Properties copy = new Properties();
        raw.stringPropertyNames().forEach(name -> copy.setProperty(name, raw.getProperty(name)));
        return copy;
    }

    /** Of a value whose type only the driver knows. */
    static @Nullable Object object(FencedConnection lease, int mark, @Nullable Object raw) {
        if (raw == null || raw instanceof String || raw instanceof Number) {
            return raw;
        }
        if (raw instanceof Blob blob) {
            return blob(lease, blob);
        }
        if (raw instanceof Clob clob) {
            return clob(lease, clob);
        }
        if (raw instanceof Array array) {
            return array(lease, array);
        }
        if (raw instanceof SQLXML xml) {
            return sqlxml(lease, xml);
        }
        if (raw instanceof Ref ref) {
            return ref(lease, ref);
        }
        if (raw instanceof Struct struct) {
            return struct(lease, struct);
        }
        return raw instanceof Object[] values ? elements(lease, mark, values) : streamOrCursor(lease, mark, raw);
    }

    /** Handles of what is in an array; the same array where nothing in it needs one. */
    static @Nullable Object @Nullable [] elements(FencedConnection lease, int mark, @Nullable Object @Nullable [] raw) {
        if (raw == null) {
            return null;
        }
        @Nullable Object[] converted = raw;
        for (int i = 0; i < raw.length; i++) {
            Object handle = object(lease, mark, raw[i]);
            if (handle != raw[i]) {
                converted = converted == raw ? copyFor(handle, raw) : converted;
                converted[i] = handle;
            }
        }
        return converted;
    }

    /** An array of interfaces stays what it is; one of a driver's own class cannot hold handles. */
    private static @Nullable Object[] copyFor(@Nullable Object handle, @Nullable Object[] raw) {
        boolean fits = raw.getClass().getComponentType().isInstance(handle);
        return fits ? raw.clone() : Arrays.copyOf(raw, raw.length, Object[].class);
    }

    private static @Nullable Object streamOrCursor(FencedConnection lease, int mark, Object raw) {
        if (raw instanceof ResultSet results) {
            return results(lease, mark, results);
        }
        if (raw instanceof InputStream input) {
            return input(lease, input);
        }
        return raw instanceof Reader reader ? reader(lease, reader) : raw;
    }

    /** As {@link #object} for a value of a class that the holder named; one of the driver's own is given out as it is. */
    @SuppressWarnings("unchecked")
    static <T> @Nullable T as(FencedConnection lease, int mark, @Nullable T raw, Class<T> type) {
        Object handle = object(lease, mark, raw);
        if (handle == raw || type.isInstance(handle)) {
            return (T) handle;
        }
        lease.rawGivenOut();
        return raw;
    }
}
