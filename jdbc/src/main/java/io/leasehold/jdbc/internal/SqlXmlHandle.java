package io.leasehold.jdbc.internal;

import java.lang.ref.Reference;
import java.sql.SQLException;
import java.sql.SQLXML;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/** The driver's XML value; streams inside a source or a result are fenced too. */
final class SqlXmlHandle extends DelegatingSQLXML {

    SqlXmlHandle(FencedConnection connection, SQLXML delegate) {
        super(connection, delegate);
    }

    @Override
    public <T extends Source> T getSource(Class<T> type) throws SQLException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedError();
        }
        try {
            connection.touched();
            T source = delegate.getSource(type);
            if (source instanceof StreamSource streams) {
                streams.setInputStream(Handles.input(connection, streams.getInputStream()));
                streams.setReader(Handles.reader(connection, streams.getReader()));
            } else if (!(source instanceof DOMSource)) {
                connection.rawGivenOut();
            }
            return source;
        } catch (SQLException | RuntimeException | Error e) {
            throw connection.callFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public <T extends Result> T setResult(Class<T> type) throws SQLException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedError();
        }
        try {
            connection.touched();
            T result = delegate.setResult(type);
            if (result instanceof StreamResult streams) {
                streams.setOutputStream(Handles.output(connection, streams.getOutputStream()));
                streams.setWriter(Handles.writer(connection, streams.getWriter()));
            } else if (!(result instanceof DOMResult)) {
                connection.rawGivenOut();
            }
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            throw connection.callFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }
}
