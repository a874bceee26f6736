package io.leasehold.lab.stub;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** A prepared statement that forgets its parameters. */
final class StubPreparedStatement extends StubStatement implements PreparedStatement {
    StubPreparedStatement(StubConnection connection) {
        super(connection);
    }

    @Override
    public ResultSet executeQuery() {
        return rows();
    }

    @Override
    public int executeUpdate() {
        run();
        return 0;
    }

    @Override
    public void setNull(int index, int number) {}

    @Override
    public void setBoolean(int index, boolean on) {}

    @Override
    public void setByte(int index, byte value) {}

    @Override
    public void setShort(int index, short value) {}

    @Override
    public void setInt(int index, int number) {}

    @Override
    public void setLong(int index, long number) {}

    @Override
    public void setFloat(int index, float value) {}

    @Override
    public void setDouble(int index, double value) {}

    @Override
    public void setBigDecimal(int index, BigDecimal value) {}

    @Override
    public void setString(int index, String text) {}

    @Override
    public void setBytes(int index, byte[] value) {}

    @Override
    public void setDate(int index, Date value) {}

    @Override
    public void setTime(int index, Time value) {}

    @Override
    public void setTimestamp(int index, Timestamp value) {}

    @Override
    public void setAsciiStream(int index, InputStream value, int length) {}

    @Override
    public void setUnicodeStream(int index, InputStream value, int length) {}

    @Override
    public void setBinaryStream(int index, InputStream value, int length) {}

    @Override
    public void clearParameters() {}

    @Override
    public void setObject(int index, Object value, int type) {}

    @Override
    public void setObject(int index, Object value) {}

    @Override
    public boolean execute() {
        run();
        return false;
    }

    @Override
    public void addBatch() {}

    @Override
    public void setCharacterStream(int index, Reader value, int length) {}

    @Override
    public void setRef(int index, Ref value) {}

    @Override
    public void setBlob(int index, Blob value) {}

    @Override
    public void setClob(int index, Clob value) {}

    @Override
    public void setArray(int index, Array value) {}

    @Override
    public ResultSetMetaData getMetaData() {
        return Absent.of(ResultSetMetaData.class);
    }

    @Override
    public void setDate(int index, Date value, Calendar calendar) {}

    @Override
    public void setTime(int index, Time value, Calendar calendar) {}

    @Override
    public void setTimestamp(int index, Timestamp value, Calendar calendar) {}

    @Override
    public void setNull(int index, int type, String typeName) {}

    @Override
    public void setURL(int index, URL value) {}

    @Override
    public ParameterMetaData getParameterMetaData() {
        return Absent.of(ParameterMetaData.class);
    }

    @Override
    public void setRowId(int index, RowId value) {}

    @Override
    public void setNString(int index, String text) {}

    @Override
    public void setNCharacterStream(int index, Reader value, long length) {}

    @Override
    public void setNClob(int index, NClob value) {}

    @Override
    public void setClob(int index, Reader value, long length) {}

    @Override
    public void setBlob(int index, InputStream value, long length) {}

    @Override
    public void setNClob(int index, Reader value, long length) {}

    @Override
    public void setSQLXML(int index, SQLXML value) {}

    @Override
    public void setObject(int index, Object value, int type, int scale) {}

    @Override
    public void setAsciiStream(int index, InputStream value, long length) {}

    @Override
    public void setBinaryStream(int index, InputStream value, long length) {}

    @Override
    public void setCharacterStream(int index, Reader value, long length) {}

    @Override
    public void setAsciiStream(int index, InputStream value) {}

    @Override
    public void setBinaryStream(int index, InputStream value) {}

    @Override
    public void setCharacterStream(int index, Reader value) {}

    @Override
    public void setNCharacterStream(int index, Reader value) {}

    @Override
    public void setClob(int index, Reader value) {}

    @Override
    public void setBlob(int index, InputStream value) {}

    @Override
    public void setNClob(int index, Reader value) {}
}
