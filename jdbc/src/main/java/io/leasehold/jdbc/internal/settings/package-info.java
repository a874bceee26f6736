/** The settings of a data source: what there is, what was given, what it comes to. */
@NullMarked
package io.leasehold.jdbc.internal.settings;

import org.jspecify.annotations.NullMarked;
