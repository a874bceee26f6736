@NullMarked
package io.leasehold.testbed.hiveclients;

import org.jspecify.annotations.NullMarked;
