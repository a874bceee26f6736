package io.leasehold.drills.pools;

import io.leasehold.drills.databases.Database;
import java.sql.SQLException;

/** Builds a pool of one kind. Stateless. */
@FunctionalInterface
public interface PoolMaker {

    /**
     * @param database who logs in there, and with which driver
     * @param url the database's URL through the proxy
     * @param needs what the drill wants
     */
    PoolUnderTest make(Database database, String url, PoolNeeds needs) throws SQLException;
}
