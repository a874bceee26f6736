/** The file of settings. */
@NullMarked
package io.leasehold.gateway.internal.settings;

import org.jspecify.annotations.NullMarked;
