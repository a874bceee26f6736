@NullMarked
package io.leasehold.drills.report;

import org.jspecify.annotations.NullMarked;
