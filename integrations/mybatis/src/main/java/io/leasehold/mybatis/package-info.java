/** Leasehold as the data source of MyBatis: name {@link io.leasehold.mybatis.LeaseholdDataSourceFactory} in its configuration. */
@NullMarked
package io.leasehold.mybatis;

import org.jspecify.annotations.NullMarked;
