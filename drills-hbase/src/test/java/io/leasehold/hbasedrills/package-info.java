@NullMarked
package io.leasehold.hbasedrills;

import org.jspecify.annotations.NullMarked;
