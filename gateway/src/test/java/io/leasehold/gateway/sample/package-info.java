@NullMarked
package io.leasehold.gateway.sample;

import org.jspecify.annotations.NullMarked;
