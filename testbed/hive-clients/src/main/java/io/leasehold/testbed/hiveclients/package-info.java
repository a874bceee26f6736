/** Real clients of HiveServer2 for tests, each in a JVM of its own that can be killed. */
@NullMarked
package io.leasehold.testbed.hiveclients;

import org.jspecify.annotations.NullMarked;
