/** The laws of sessions, for any server that keeps some. */
package io.leasehold.session.contract;
