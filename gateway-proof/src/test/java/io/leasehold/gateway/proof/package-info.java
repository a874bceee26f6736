/** The gateway between real clients, each in a JVM of its own, and real databases. */
package io.leasehold.gateway.proof;
