package io.leasehold.drills.dropped;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.FutureTask;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.jspecify.annotations.Nullable;

/** A session that has a connection of its own to the database, and one statement at a time. Used by the server's threads in turn. */
final class SessionByHand {

    private final Connection connection;
    private @Nullable Statement statement;
    private @Nullable FutureTask<Boolean> run;

    SessionByHand(Connection connection) {
        this.connection = connection;
    }

    synchronized void execute(String sql) throws SQLException {
        Statement own = connection.createStatement();
        FutureTask<Boolean> task = new FutureTask<>(() -> own.execute(sql));
        statement = own;
        run = task;
        Thread thread = new Thread(task, "drill-statement-by-hand");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized TOperationState state() {
        if (run == null || !run.isDone()) {
            return TOperationState.RUNNING_STATE;
        }
        try {
            run.get();
            return TOperationState.FINISHED_STATE;
        } catch (Exception e) {
            return TOperationState.ERROR_STATE;
        }
    }

    synchronized void close() {
        try {
            if (statement != null) {
                statement.cancel();
            }
            connection.close();
        } catch (SQLException e) {
            // The database is gone, and all that is held there with it.
        }
    }
}
