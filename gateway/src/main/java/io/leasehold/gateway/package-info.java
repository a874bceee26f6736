/**
 * A HiveServer2-compatible server in front of JDBC databases: its settings, and the file of passwords.
 *
 * <p>Settings are records. What is not allowed is refused by their constructors with an
 * {@link io.leasehold.InvalidConfigException}, and by their {@code with} methods, which give a copy with one thing changed, as well.
 */
@NullMarked
package io.leasehold.gateway;

import org.jspecify.annotations.NullMarked;
