@NullMarked
package io.leasehold.drills.databases;

import org.jspecify.annotations.NullMarked;
