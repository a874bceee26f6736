package io.leasehold.jdbc.internal;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Every kind of handle, and how one is obtained from a connection. */
enum HandleKind {
    CONNECTION(Connection.class, ConnectionHandle.class, c -> c),
    STATEMENT(Statement.class, StatementHandle.class, Connection::createStatement),
    PREPARED_STATEMENT(PreparedStatement.class, PreparedStatementHandle.class, c -> c.prepareStatement("select 1")),
    CALLABLE_STATEMENT(CallableStatement.class, CallableStatementHandle.class, c -> c.prepareCall("call x()")),
    RESULT_SET(ResultSet.class, ResultSetHandle.class, c -> c.createStatement().executeQuery("select 1")),
    DATABASE_META_DATA(DatabaseMetaData.class, DatabaseMetaDataHandle.class, Connection::getMetaData),
    RESULT_SET_OF_META_DATA(
            ResultSet.class, ResultSetHandle.class, c -> c.getMetaData().getCatalogs()),
    RESULT_SET_META_DATA(
            ResultSetMetaData.class,
            ResultSetMetaDataHandle.class,
            c -> c.prepareStatement("select 1").getMetaData()),
    PARAMETER_META_DATA(
            ParameterMetaData.class,
            ParameterMetaDataHandle.class,
            c -> c.prepareStatement("select 1").getParameterMetaData()),
    ARRAY(Array.class, ArrayHandle.class, c -> c.createArrayOf("int", new Object[0])),
    BLOB(Blob.class, BlobHandle.class, Connection::createBlob),
    CLOB(Clob.class, ClobHandle.class, Connection::createClob),
    NCLOB(NClob.class, NClobHandle.class, Connection::createNClob),
    STRUCT(Struct.class, StructHandle.class, c -> c.createStruct("t", new Object[0])),
    SQL_XML(SQLXML.class, SqlXmlHandle.class, Connection::createSQLXML),
    REF(
            Ref.class,
            RefHandle.class,
            c -> c.createStatement().executeQuery("select 1").getRef(1)),
    INPUT_STREAM(InputStream.class, InputStreamHandle.class, c -> c.createBlob().getBinaryStream()),
    READER(Reader.class, ReaderHandle.class, c -> c.createClob().getCharacterStream()),
    OUTPUT_STREAM(
            OutputStream.class, OutputStreamHandle.class, c -> c.createBlob().setBinaryStream(1)),
    WRITER(Writer.class, WriterHandle.class, c -> c.createClob().setCharacterStream(1));

    /** What is answered from what the handle knows itself, and so calls no driver even while the lease lasts. */
    private static final Set<String> KNOWN = Set.of(
            "Connection.close",
            "Connection.abort",
            "Statement.getConnection",
            "PreparedStatement.getConnection",
            "CallableStatement.getConnection",
            "DatabaseMetaData.getConnection");

    interface Way {
        Object from(Connection connection) throws SQLException;
    }

    final Class<?> type;
    final Class<?> handle;
    private final Way way;

    HandleKind(Class<?> type, Class<?> handle, Way way) {
        this.type = type;
        this.handle = handle;
        this.way = way;
    }

    Object from(Connection connection) {
        try {
            return way.from(connection);
        } catch (SQLException e) {
            throw new AssertionError("a scripted driver does not fail", e);
        }
    }

    /** The methods of the interface, or of the stream, that its handle has, on the JDK that runs. */
    List<Method> methods() {
        return methods(true);
    }

    /** The methods that the handle inherits from the JDK. */
    List<Method> inherited() {
        return methods(false);
    }

    private List<Method> methods(boolean own) {
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getDeclaringClass() != Object.class && !Modifier.isStatic(m.getModifiers()))
                .filter(m -> own == isOwn(m))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    private boolean isOwn(Method method) {
        try {
            Class<?> declaring = handle.getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass();
            return declaring.getPackage() == handle.getPackage();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    boolean callsDriver(Method method) {
        boolean byStatement = this == RESULT_SET && method.getName().equals("getStatement");
        return !byStatement && !KNOWN.contains(type.getSimpleName() + "." + method.getName());
    }
}
