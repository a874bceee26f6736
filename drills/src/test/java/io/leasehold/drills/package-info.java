@NullMarked
package io.leasehold.drills;

import org.jspecify.annotations.NullMarked;
