package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCancelDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TCancelDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TDownloadDataReq;
import org.apache.hive.service.rpc.thrift.TDownloadDataResp;
import org.apache.hive.service.rpc.thrift.TGetDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TGetDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TRenewDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TRenewDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TUploadDataReq;
import org.apache.hive.service.rpc.thrift.TUploadDataResp;

/** The calls that the gateway knows and does not serve: tokens, which need Kerberos, and files. They say so. */
abstract class UnservedCalls implements TCLIService.Iface {

    private static TStatus unserved(String what) {
        return Statuses.of(new ClientErrorException("HYC00", "this gateway serves no " + what));
    }

    @Override
    public TGetDelegationTokenResp GetDelegationToken(TGetDelegationTokenReq request) {
        return new TGetDelegationTokenResp(unserved("delegation tokens"));
    }

    @Override
    public TCancelDelegationTokenResp CancelDelegationToken(TCancelDelegationTokenReq request) {
        return new TCancelDelegationTokenResp(unserved("delegation tokens"));
    }

    @Override
    public TRenewDelegationTokenResp RenewDelegationToken(TRenewDelegationTokenReq request) {
        return new TRenewDelegationTokenResp(unserved("delegation tokens"));
    }

    @Override
    public TUploadDataResp UploadData(TUploadDataReq request) {
        TUploadDataResp answer = new TUploadDataResp();
        answer.setStatus(unserved("uploads"));
        return answer;
    }

    @Override
    public TDownloadDataResp DownloadData(TDownloadDataReq request) {
        TDownloadDataResp answer = new TDownloadDataResp();
        answer.setStatus(unserved("downloads"));
        return answer;
    }
}
