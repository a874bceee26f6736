package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.internal.PlaceProbe;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Large objects and streams are handles too, and the driver gets its own back. */
class PassingBackTest {

    private final HandleFixture fixture = new HandleFixture(true, builder -> builder.maximumSize(2));
    private final ConnectionHandle connection = fixture.acquire();

    @AfterEach
    void closePool() {
        fixture.close();
    }

    @Test
    void whatIsSetIntoAStatementIsTheDriversOwn() throws SQLException {
        PreparedStatement statement = connection.prepareStatement("insert into t values (?)");
        Blob blob = connection.createBlob();
        statement.setBlob(1, blob);
        assertPassed(blob);
        statement.setObject(1, blob);
        assertPassed(blob);
        Clob clob = connection.createClob();
        statement.setClob(1, clob);
        assertPassed(clob);
        NClob national = connection.createNClob();
        statement.setNClob(1, national);
        assertPassed(national);
        SQLXML xml = connection.createSQLXML();
        statement.setSQLXML(1, xml);
        assertPassed(xml);
        Array array = connection.createArrayOf("int", new Object[0]);
        statement.setArray(1, array);
        assertPassed(array);
        Ref ref = statement.executeQuery().getRef(1);
        statement.setRef(1, ref);
        assertPassed(ref);
        InputStream input = blob.getBinaryStream();
        statement.setBinaryStream(1, input);
        assertPassed(input);
        Reader reader = clob.getCharacterStream();
        statement.setCharacterStream(1, reader);
        assertPassed(reader);
    }

    @Test
    void whatIsUpdatedInAResultSetIsTheDriversOwn() throws SQLException {
        ResultSet result = connection.createStatement().executeQuery("select 1");
        Blob blob = result.getBlob(1);
        result.updateBlob(1, blob);
        assertPassed(blob);
        result.updateObject(1, blob);
        assertPassed(blob);
    }

    @Test
    void elementsOfAnArrayAreTheDriversOwn() throws SQLException {
        Object text = "text";
        Object[] elements = {text, connection.createBlob()};
        connection.createStruct("pair", elements);
        Object[] passed = (Object[]) fixture.driver.lastArguments[1];
        assertThat(passed).containsExactly(text, ((DriverObject) elements[1]).raw());
        assertThat(elements[1]).as("the caller's array").isInstanceOf(BlobHandle.class);
    }

    @Test
    void anObjectOfAnotherLeaseStaysBehindItsFence() throws SQLException {
        ConnectionHandle other = fixture.acquire();
        Blob foreign = other.createBlob();
        connection.prepareStatement("insert into t values (?)").setBlob(1, foreign);
        assertThat(fixture.driver.lastArguments[1]).isSameAs(foreign);
    }

    @Test
    void anObjectWhoseTypeOnlyTheDriverKnowsIsAHandle() throws SQLException {
        assertThat(Handles.object(connection, 0, fixture.driver.object(Blob.class)))
                .isInstanceOf(BlobHandle.class);
        assertThat(Handles.object(connection, 0, fixture.driver.object(NClob.class)))
                .isInstanceOf(NClobHandle.class);
        assertThat(Handles.object(connection, 0, fixture.driver.object(Clob.class)))
                .isInstanceOf(ClobHandle.class);
        assertThat(Handles.object(connection, 0, fixture.driver.object(Array.class)))
                .isInstanceOf(ArrayHandle.class);
        assertThat(Handles.object(connection, 0, fixture.driver.object(Ref.class)))
                .isInstanceOf(RefHandle.class);
        assertThat(Handles.object(connection, 0, fixture.driver.object(SQLXML.class)))
                .isInstanceOf(SqlXmlHandle.class);
        assertThat(Handles.object(connection, 0, InputStream.nullInputStream())).isInstanceOf(InputStreamHandle.class);
        assertThat(Handles.object(connection, 0, Reader.nullReader())).isInstanceOf(ReaderHandle.class);
        assertThat(Handles.object(connection, 0, 42)).isEqualTo(42);
        assertThat(Handles.object(connection, 0, null)).isNull();
    }

    @Test
    void whatIsInsideAnArrayOrAStructureIsAHandle() throws SQLException {
        Blob blob = fixture.driver.object(Blob.class);
        Object[] values = {"text", 1, blob, new Blob[] {blob}, fixture.driver.object(Struct.class)};
        Object[] given = Handles.elements(connection, 0, values);
        assertThat(given).startsWith("text", 1);
        assertThat(given[2]).isInstanceOf(BlobHandle.class);
        assertThat((Blob[]) given[3]).singleElement().isInstanceOf(BlobHandle.class);
        assertThat(given[4]).isInstanceOf(StructHandle.class);
        assertThat(values[2]).isSameAs(blob);
        Object[] plain = {"text", 1, null};
        assertThat(Handles.elements(connection, 0, plain)).isSameAs(plain);
        assertThat((Object[]) Handles.object(connection, 0, values)).hasAtLeastOneElementOfType(BlobHandle.class);
    }

    @Test
    void aCursorInsideAValueEndsWithTheLease() throws SQLException {
        int mark = connection.enterCall();
        ResultSet cursor = (ResultSet) Handles.object(connection, mark, fixture.driver.object(ResultSet.class));
        connection.leaveCall(mark);
        fixture.driver.calls.clear();
        connection.close();
        assertThat(fixture.driver.calls).containsExactly("ResultSet.close");
        assertThat(cursor.isClosed()).isTrue();
    }

    @Test
    void aValueAskedForByAClassOfTheDriverIsGivenOutAsItIs() throws SQLException {
        Blob raw = fixture.driver.object(Blob.class);
        assertThat(Handles.as(connection, 0, raw, Blob.class)).isInstanceOf(BlobHandle.class);
        assertThat(PlaceProbe.isGivenOut(connection)).isFalse();
        Object own = Handles.as(connection, 0, (ScriptedDriver.Own) raw, ScriptedDriver.Own.class);
        assertThat(own).isSameAs(raw);
        assertThat(PlaceProbe.isGivenOut(connection)).isTrue();
    }

    @Test
    void streamsInsideXmlSourcesAndResultsAreHandles() throws SQLException {
        SQLXML xml = connection.createSQLXML();
        assertThat(xml.getSource(StreamSource.class).getInputStream()).isInstanceOf(InputStreamHandle.class);
        assertThat(xml.setResult(StreamResult.class).getOutputStream()).isInstanceOf(OutputStreamHandle.class);
    }

    private void assertPassed(Object handle) {
        assertThat(handle).isInstanceOf(DriverObject.class);
        assertThat(fixture.driver.lastArguments[1]).isSameAs(((DriverObject) handle).raw());
    }
}
