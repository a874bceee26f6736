@NullMarked
package io.leasehold.gateway.client;

import org.jspecify.annotations.NullMarked;
